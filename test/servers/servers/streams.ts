import { post, type RealServer } from '../real-server.js';

export const nchan: RealServer = {
  name: 'nchan',
  debian: ['libnginx-mod-nchan', 'nginx'],
  command: ({ folder }) => ['/usr/sbin/nginx', '-p', folder, '-c', `${folder}/nginx.conf`, '-e', `${folder}/error.log`],
  files: ({ folder, port }) => ({
    'nginx.conf': `
      load_module /usr/lib/nginx/modules/ngx_nchan_module.so;
      daemon off; master_process off; pid ${folder}/nginx.pid;
      events {}
      http {
        access_log off; client_body_temp_path ${folder}/body; proxy_temp_path ${folder}/proxy;
        fastcgi_temp_path ${folder}/fastcgi; uwsgi_temp_path ${folder}/uwsgi; scgi_temp_path ${folder}/scgi;
        server {
          listen 127.0.0.1:${port};
          location ~ /events/(.+)$ { nchan_subscriber eventsource; nchan_channel_id $1; nchan_eventsource_ping_interval 10; }
          location ~ /publish/(.+)$ { nchan_publisher; nchan_channel_id $1; }
          location /refused/ { return 403; }
        }
      }`,
  }),
  options: (port) => ({ eventsUrl: `http://127.0.0.1:${port}/events/{id}` }),
  publish: (port, order) => post(`http://127.0.0.1:${port}/publish/A1`, order),
  refusals: {
    'a stream that is refused': {
      options: (port) => ({ eventsUrl: `http://127.0.0.1:${port}/refused/{id}` }),
      says: /403/,
      within: 12,
    },
  },
};
