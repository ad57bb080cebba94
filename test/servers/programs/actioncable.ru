# A channel of ActionCable that follows one order, run by puma.
require 'action_cable'
require 'json'
require 'logger'

class Connection < ActionCable::Connection::Base; end

class OrderChannel < ActionCable::Channel::Base
  def subscribed
    params[:id] == 'A1' ? stream_from('order:A1') : reject
  end
end

class RefusingChannel < ActionCable::Channel::Base
  def subscribed
    reject
  end
end

ActionCable.server.config.cable = { 'adapter' => 'async' }
ActionCable.server.config.logger = Logger.new(nil)
ActionCable.server.config.disable_request_forgery_protection = true
ActionCable.server.config.connection_class = -> { Connection }

map('/cable') { run ActionCable.server }
map('/publish') do
  run lambda { |env|
    ActionCable.server.broadcast('order:A1', JSON.parse(env['rack.input'].read))
    [200, {}, ['ok']]
  }
end
